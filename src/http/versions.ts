/** Dated versions of the API, newest first. Within one, changes only add. */
export const apiVersions = ["2026-11-20"] as const;
