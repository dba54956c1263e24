import type { SignInWords } from "../words.ts";

export const es: SignInWords = {
  title: "Iniciar sesión",
  signedOut: "Ha cerrado la sesión.",
  how: "Aquí no hay contraseñas. Le enviamos un código y un enlace por correo.",
  email: "Correo electrónico",
  send: "Enviarme un código",
  typeEmail: "Escriba una dirección de correo, por ejemplo nombre@example.com.",
  tooMany: (minutes) => `Ha habido demasiadas solicitudes desde aquí. Vuelva a intentarlo en ${minutes} minutos.`,
  codeTitle: "Escriba el código",
  codeText:
    "Hemos enviado un correo con un código de seis cifras y un enlace. Ambos valen diez minutos, una vez, en este navegador.",
  code: "Código",
  codeHint: "Seis cifras",
  typeCode: "Escriba las seis cifras del correo.",
  wrongCode: (left) => `Ese no es el código del último correo. Intentos restantes: ${left}.`,
  noMail: "¿No llega el correo? Mire entre los no deseados, o",
  askAgain: "pida otro",
  linkText: "Ha abierto el enlace de nuestro correo. Sirve una sola vez.",
  elsewhereTitle: "Lo pidió en otro navegador",
  elsewhereText:
    "El enlace y el código solo valen en el navegador donde los pidió: así nadie puede entrar con un correo que le hizo abrir. Vuelva allí y escriba el código del correo.",
  elsewhereAgain: "Pedir un código nuevo en este navegador",
  overTitle: "No se ha iniciado la sesión",
  over: "Ya se usó, tiene más de diez minutos o se intentó demasiadas veces.",
  unknown: "Ese inicio de sesión no existe.",
  incomplete: "Este enlace está incompleto. Cópielo entero del correo.",
  wrongLink: "Este enlace no es correcto.",
  suspended: "Esta cuenta está suspendida. Pregunte a quienes llevan Interlock en su empresa.",
  newCode: "Pedir un código nuevo",
};
