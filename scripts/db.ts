// The local database: node scripts/db.ts migrate | seed | reset. Remote ones are never touched from here (docs/deploy.md).
import { migrate, reset, seed } from "./local.ts";

const verbs: Record<string, () => void | Promise<void>> = { migrate, seed, reset };

const asked = process.argv[2] ?? "";
const verb = Object.hasOwn(verbs, asked) ? verbs[asked] : undefined;

if (verb === undefined) {
  console.error(`usage: node scripts/db.ts ${Object.keys(verbs).join(" | ")}`);
  process.exitCode = 2;
} else {
  try {
    await verb();
    console.log(`${asked}: done`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
