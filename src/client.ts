// For callers: a typed client over the contracts. Pages ask by the same one, from within.
export * from "#http/client.ts";
