/** What shows that a row is so: routes that serve it, titles of tests that hold them to it, and what is left out or refused. */
export type Evidence = { routes?: readonly string[]; tests?: readonly string[]; note?: string };

const evaluation =
  "A questionnaire a candidate opts into and may delete; never an input to selection, routing or scheduling.";
const outside =
  "Supplied from outside with model, version and explanation, for people to read; never computed here nor used in scheduling.";
const optedOut = "No tracking pixels, and nothing is sent past an opt-out.";
const recognition =
  "Counts what helps colleagues, with its evidence; no points for volume alone, nothing candidates see.";

export const evidence: Readonly<Record<string, Evidence>> = {
  "HOT-92": {
    note: "Values of environment variables belong to the platform's bindings and are never rows; names and sources are in wrangler.toml.",
  },
  "HOT-46": { note: optedOut },
  "HOT-48": { note: optedOut },
  "HOT-60": { note: "Snapshots supplied by the customer or a connector of theirs; nothing is scraped." },
  "HOT-61": { note: "Recorded as a touchpoint; nothing is sent without a connector." },
  "HOT-74": { note: "Findings from process checks only; protected traits are not stored per candidate." },
  "HOT-75": { note: "Aggregates above a minimum group size only." },
  "HOT-76": { note: outside },
  "HOT-78": { note: outside },
  "HOT-82": { note: recognition },
  "HOT-84": { note: recognition },
  "HOT-95": { note: "A finding for a person to review; never an automatic rejection." },
  "MIR-18": { note: "Proctoring makes findings for a person to review; never an automatic rejection." },
  "MIR-19": { note: evaluation },
};
