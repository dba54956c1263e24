import { is } from "drizzle-orm";
import {
  foreignKey,
  getTableConfig,
  integer,
  primaryKey,
  SQLiteTable,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { describe, expect, it } from "vitest";
import { readFiles, readText } from "./source.ts";

/** Tables that belong to no tenant, and why. */
const global: Record<string, string> = {
  tenants: "is the tenant itself",
  users: "a person exists once, in whichever tenants",
  identities: "hang on the person",
  sign_ins: "happen before anybody belongs anywhere",
  signing_keys: "are the installation's",
  inbound_events: "a provider names no company; the mail they are about does",
  delivery_attempts: "belong to their delivery, which knows the tenant and is always asked first",
};

/** Tables with a tenant column and a key of their own, and why. */
const keyedOtherwise: Record<string, string> = {
  candidate_docs: "the index of words knows its documents by number; whoever reads one names the tenant as well",
  deliveries: "a sign-in mail belongs to no tenant",
  decisions: "the id is an HMAC over tenant, principal, operation and key",
  sessions: "belong to the person and say where they are working",
};

/** Unique in the world on purpose, and why. */
const uniqueBeyondTenant: Record<string, string> = {
  api_keys_short_id: "a key says nothing of its tenant; its public part finds the row",
  api_keys_previous_short_id: "the same, while an old secret overlaps",
};

/** What keeps one tenant's rows from touching another's: keys, references and rules of uniqueness. */
function faultsOf(tables: readonly SQLiteTable[]): string[] {
  return tables.flatMap((table) => {
    const { name, columns, primaryKeys, foreignKeys, indexes } = getTableConfig(table);
    const tenant = columns.find((column) => column.name === "tenant_id");
    const faults: string[] = [];
    for (const key of foreignKeys) {
      const { foreignTable, columns: own, foreignColumns } = key.reference();
      const target = getTableConfig(foreignTable);
      const inTenants =
        target.columns.some((column) => column.name === "tenant_id") && !(target.name in keyedOtherwise);
      if (inTenants && (own[0]?.name !== "tenant_id" || foreignColumns[0]?.name !== "tenant_id" || own.length < 2))
        faults.push(`${name}: the reference to ${target.name} does not carry the tenant`);
      for (const act of [key.onDelete, key.onUpdate])
        if (act !== undefined && act !== "no action" && act !== "restrict")
          faults.push(`${name}: a reference that does ${act}`);
    }
    if (tenant === undefined)
      return name in global ? faults : [...faults, `${name}: belongs to no tenant and is not listed as such`];
    if (name in keyedOtherwise) return faults;
    const key = primaryKeys[0]?.columns ?? columns.filter((column) => column.primary);
    if (key[0]?.name !== "tenant_id") faults.push(`${name}: its key does not begin with tenant_id`);
    if (!tenant.notNull) faults.push(`${name}: tenant_id may be empty`);
    for (const { config } of indexes) {
      const [first] = config.columns;
      const leads = first !== undefined && "name" in first && first.name === "tenant_id";
      if (config.unique && !leads && !(config.name in uniqueBeyondTenant))
        faults.push(`${name}: ${config.name} is unique across tenants`);
    }
    for (const column of columns) if (column.isUnique) faults.push(`${name}: ${column.name} is unique across tenants`);
    return faults;
  });
}

async function tablesOfTheHouse(): Promise<SQLiteTable[]> {
  const paths = [...readFiles("src", /\/tables\.ts$/).keys()];
  const modules = await Promise.all(
    paths.map((path) => import(/* @vite-ignore */ `../../${path}`) as Promise<Record<string, unknown>>),
  );
  return modules.flatMap((module) => Object.values(module)).filter((value) => is(value, SQLiteTable));
}

describe("the isolation of tenants in the schema", () => {
  it("every table's key begins with the tenant, every reference carries it, and nothing cascades", async () => {
    expect(faultsOf(await tablesOfTheHouse())).toEqual([]);
  });

  it("every table that migrations make is one the law has read, and every exception names a table", async () => {
    const tables = (await tablesOfTheHouse()).map((table) => getTableConfig(table));
    const names = tables.map(({ name }) => name);
    const { entries } = JSON.parse(readText("migrations/meta/_journal.json")) as { entries: { tag: string }[] };
    const made = entries.flatMap(({ tag }) =>
      [...readText(`migrations/${tag}.sql`).matchAll(/create table (?:if not exists )?[`"]?(\w+)/gi)].map(
        ([, name]) => name,
      ),
    );
    expect(new Set(made)).toEqual(new Set(names));
    for (const known of [...Object.keys(global), ...Object.keys(keyedOtherwise)]) expect(names).toContain(known);
    const indexes = tables.flatMap((table) => table.indexes.map(({ config }) => config.name));
    for (const known of Object.keys(uniqueBeyondTenant)) expect(indexes).toContain(known);
  });
});

describe("a table that would let tenants touch is seen", () => {
  const ids = { tenantId: text("tenant_id").notNull(), id: text("id").notNull() };
  const rooms = sqliteTable("rooms", ids, (t) => [primaryKey({ columns: [t.tenantId, t.id] })]);

  it("one in order is not", () => {
    const desks = sqliteTable("desks", { ...ids, roomId: text("room_id") }, (t) => [
      primaryKey({ columns: [t.tenantId, t.id] }),
      foreignKey({ columns: [t.tenantId, t.roomId], foreignColumns: [rooms.tenantId, rooms.id] }),
      uniqueIndex("desks_room").on(t.tenantId, t.roomId),
    ]);
    expect(faultsOf([rooms, desks])).toEqual([]);
  });

  it.each([
    ["belongs to no tenant", sqliteTable("desks", { id: text("id").primaryKey() })],
    [
      "its key does not begin",
      sqliteTable("desks", { tenantId: text("tenant_id").notNull(), id: text("id").primaryKey() }),
    ],
    ["its key does not begin", sqliteTable("desks", ids, (t) => [primaryKey({ columns: [t.id, t.tenantId] })])],
    [
      "may be empty",
      sqliteTable("desks", { tenantId: text("tenant_id"), id: text("id") }, (t) => [
        primaryKey({ columns: [t.tenantId, t.id] }),
      ]),
    ],
    [
      "does not carry the tenant",
      sqliteTable("desks", { ...ids, roomId: text("room_id").references(() => rooms.id) }, (t) => [
        primaryKey({ columns: [t.tenantId, t.id] }),
      ]),
    ],
    [
      "does not carry the tenant",
      sqliteTable("desks", { ...ids, roomId: text("room_id") }, (t) => [
        primaryKey({ columns: [t.tenantId, t.id] }),
        foreignKey({ columns: [t.roomId, t.tenantId], foreignColumns: [rooms.id, rooms.tenantId] }),
      ]),
    ],
    [
      "a reference that does cascade",
      sqliteTable("desks", { ...ids, roomId: text("room_id") }, (t) => [
        primaryKey({ columns: [t.tenantId, t.id] }),
        foreignKey({ columns: [t.tenantId, t.roomId], foreignColumns: [rooms.tenantId, rooms.id] }).onDelete("cascade"),
      ]),
    ],
    [
      "a reference that does set null",
      sqliteTable("desks", { ...ids, roomId: text("room_id") }, (t) => [
        primaryKey({ columns: [t.tenantId, t.id] }),
        foreignKey({ columns: [t.tenantId, t.roomId], foreignColumns: [rooms.tenantId, rooms.id] }).onUpdate(
          "set null",
        ),
      ]),
    ],
    [
      "is unique across tenants",
      sqliteTable("desks", { ...ids, plate: integer("plate") }, (t) => [
        primaryKey({ columns: [t.tenantId, t.id] }),
        uniqueIndex("desks_plate").on(t.plate),
      ]),
    ],
    [
      "is unique across tenants",
      sqliteTable("desks", { ...ids, plate: integer("plate").unique() }, (t) => [
        primaryKey({ columns: [t.tenantId, t.id] }),
      ]),
    ],
  ])("%s", (fault, table) => {
    expect(faultsOf([table])).toEqual([expect.stringContaining(fault)]);
  });
});
