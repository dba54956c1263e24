import type { Tally } from "./d1.ts";

/** Typed fields only: there is no field a name, an address or a token could be put in. */
export type RequestLine = {
  requestId: string;
  method: string;
  route: string | null;
  status: number;
  milliseconds: number;
  tenant: string | null;
  actor: string;
  trace: string | null;
  tally: Tally;
};

export function logRequest(line: RequestLine): void {
  write({
    event: "request",
    request_id: line.requestId,
    method: line.method,
    route: line.route,
    status: line.status,
    ms: Math.round(line.milliseconds * 10) / 10,
    tenant: line.tenant,
    actor: line.actor,
    trace: line.trace,
    d1_trips: line.tally.trips,
    d1_rows_read: line.tally.rowsRead,
    d1_rows_written: line.tally.rowsWritten,
  });
}

/**
 * A fault's kind and the place it was thrown, without its message: Drizzle writes bound values into messages, and those may be
 * anybody's address or token. SQLite's own words carry none and are kept.
 */
export function logFault(requestId: string | null, error: unknown): void {
  const fault = error instanceof Error ? error : new Error("thrown value is no Error");
  const cause = fault.cause instanceof Error ? fault.cause : fault;
  write({
    event: "fault",
    request_id: requestId,
    name: fault.name,
    sqlite: sqliteWords(cause),
    settings: "settings" in fault ? fault.settings : undefined,
    stack: (fault.stack ?? "")
      .split("\n")
      .filter((row) => row.trimStart().startsWith("at "))
      .slice(0, 8),
  });
}

/** SQLite's words where there are some, else the error's class: what may be told of a fault without naming anybody. */
export function faultName(error: unknown): string {
  if (!(error instanceof Error)) return "thrown value";
  return sqliteWords(error.cause instanceof Error ? error.cause : error) ?? error.name;
}

/** The most telling words first: most messages begin with the bare `D1_ERROR`. */
const sqliteWords = ({ message }: Error): string | null =>
  (/constraint failed: [\w., ]+|no such (?:table|column)[^\n]{0,80}/.exec(message) ??
    /D1_ERROR|SQLITE_[A-Z]+/.exec(message))?.[0] ?? null;

export function logEvent(
  event:
    | "alert"
    | "cron"
    | "queue"
    | "dead_letter"
    | "mail"
    | "inbound_mail"
    | "rotation"
    | "diary"
    | "webhook"
    | "booking"
    | "reminder"
    | "import"
    | "csp",
  fields: Record<string, number | string | null>,
): void {
  write({ event, ...fields });
}

const write = (fields: Record<string, unknown>): void => console.log(JSON.stringify(fields));
