// The clock is read once per door, in src/platform/clock.ts; a second reading makes two truths about "now" in one request.
// A rule of our own, because no built-in one can tell `new Date()` (a reading) from `new Date(instant)` (a conversion).

interface Node {
  type: string;
  name?: string;
  value?: unknown;
  object?: Node;
  property?: Node;
  callee?: Node;
  init?: Node | null;
  arguments?: Node[];
}

interface Context {
  report(finding: { message: string; node: Node }): void;
}

const readings = new Set(["Date.now", "performance.now", "performance.timeOrigin"]);

/** The last word of a name: `Date` for Date, globalThis.Date and globalThis["Date"]. */
function word(node: Node | null | undefined): string {
  if (node?.type === "MemberExpression") return word(node.property);
  return node?.name ?? (typeof node?.value === "string" ? node.value : "");
}

const readOnce = {
  create(context: Context) {
    const refuse = (node: Node, what: string) =>
      context.report({ node, message: `${what} reads the clock: ask src/platform/clock.ts, or be handed \`now\`.` });
    return {
      NewExpression(node: Node) {
        if (word(node.callee) === "Date" && node.arguments?.length === 0) refuse(node, "new Date()");
      },
      CallExpression(node: Node) {
        if (word(node.callee) === "Date") refuse(node, "Date()");
      },
      MemberExpression(node: Node) {
        const reading = `${word(node.object)}.${word(node.property)}`;
        if (readings.has(reading)) refuse(node, reading);
      },
      VariableDeclarator(node: Node) {
        const source = word(node.init);
        if (source === "Date" || source === "performance") refuse(node, `A second name for ${source}`);
      },
      Identifier(node: Node) {
        // A deployed Worker once had a native Temporal stuck at 1970, so the global is not to be trusted at all.
        if (node.name === "Temporal") refuse(node, "Temporal");
      },
    };
  },
};

export default { meta: { name: "clock" }, rules: { "read-once": readOnce } };
