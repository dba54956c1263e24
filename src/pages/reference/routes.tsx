import { type Document, operationsOf } from "#http/document.ts";
import type { PageAsk, PageRoute } from "#http/pages.ts";
import type { Problem } from "#http/problem.ts";
import type { Context } from "#platform/scope.ts";
import { sha256 } from "#platform/secrets.ts";
import { pageResponse } from "../layout.tsx";
import { Contents } from "./contents.tsx";
import { OperationPage } from "./operation.tsx";
import { NoSuchPage, ProblemPage, ProblemsPage } from "./problem.tsx";

/** What the reference is made of; only the root knows where the document and the problems stand. */
export type Reference = { document: Document; problems: Readonly<Record<string, Problem>> };

const shared = { headers: { "Cache-Control": "public, max-age=300" } };
const at = (path: string, render: PageRoute["render"]): PageRoute => ({ method: "get", path, render });
const missing = () => pageResponse(<NoSuchPage />, { status: 404 });

/** The contract made visible: for programs one document, for people a page per operation and per problem. */
export function referencePages(reference: Reference): PageRoute[] {
  const { document, problems } = reference;
  const problemOf = (code: string) => (Object.hasOwn(problems, code) ? problems[code] : undefined);
  return [
    at("/openapi.json", servedDocument(document)),
    at("/docs", contentsPage(document)),
    at("/docs/{operation}", ({ config }, { param }) => {
      const listed = operationsOf(document).find(({ operation }) => operation.operationId === param["operation"]);
      if (listed === undefined) return missing();
      return pageResponse(
        <OperationPage document={document} listed={listed} problems={problemOf} origin={config.baseUrl} />,
        shared,
      );
    }),
    at("/problems", () => pageResponse(<ProblemsPage codes={Object.keys(problems)} problems={problemOf} />, shared)),
    at("/problems/{code}", (_, { param }) => {
      const code = param["code"] ?? "";
      const problem = problemOf(code);
      return problem === undefined
        ? missing()
        : pageResponse(<ProblemPage document={document} code={code} problem={problem} />, shared);
    }),
  ];
}

/** The longest page there is, and the same for everybody: laid out once per isolate. */
function contentsPage(document: Document): PageRoute["render"] {
  // The text, not its promise: a promise belongs to the request that made it.
  let text: string | undefined;
  return async ({ config }) => {
    text ??= await pageResponse(<Contents document={document} origin={config.baseUrl} />).then((laid) => laid.text());
    return new Response(text, { headers: { ...shared.headers, "Content-Type": "text/html; charset=utf-8" } });
  };
}

/** Written out and hashed once per isolate. */
function servedDocument(document: Document) {
  let ready: { text: string; tag: string } | undefined;
  const write = async () => {
    const text = JSON.stringify(document);
    return { text, tag: `"${(await sha256(text)).slice(0, 32)}"` };
  };
  return async (_: Context, { header }: PageAsk): Promise<Response> => {
    ready ??= await write();
    const { text, tag } = ready;
    const headers = { ...shared.headers, ETag: tag, "Content-Type": "application/json" };
    const seen = header("If-None-Match")
      ?.split(",")
      .some((known) => known.trim().replace(/^W\//, "") === tag);
    return seen === true ? new Response(null, { status: 304, headers }) : new Response(text, { headers });
  };
}
