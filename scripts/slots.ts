// `npm run -s slots -- FILE`: puts the slot cases of a file to the engine and prints the answers by id, nothing else.
import { readFileSync } from "node:fs";
import { answerTo, casesIn } from "../test/support/cases.ts";

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("npm run -s slots -- FILE");
  process.exit(2);
}
const cases = casesIn(JSON.parse(readFileSync(file, "utf8")));
console.log(JSON.stringify(Object.fromEntries(cases.map((one) => [one.id, answerTo(one)]))));
