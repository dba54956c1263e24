/** Until somebody says what they are called, they are called by the first part of their address. */
export const isNamed = ({
  display_name: name,
  email,
}: {
  display_name: string | null;
  email: string | null;
}): boolean => name !== null && name !== email?.split("@")[0];
