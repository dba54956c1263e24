import { operationsOf } from "#http/document.ts";
import type { PageAsk, PageRoute } from "#http/pages.ts";
import type { Problem } from "#http/problem.ts";
import type { Context } from "#platform/scope.ts";
import { pageResponse } from "../kit/layout.tsx";
import { Contents } from "./contents.tsx";
import { OperationPage } from "./operation.tsx";
import { NoSuchPage, ProblemPage, ProblemsPage } from "./problem.tsx";
import { servedDocument } from "./served.ts";

const shared = { headers: { "Cache-Control": "public, max-age=300" } };
const at = (path: string, render: PageRoute["render"]): PageRoute => ({ method: "get", path, render });
const missing = () => pageResponse(<NoSuchPage />, { status: 404 });

/** The contract made visible: for programs one document, for people a page per operation and per problem. */
export function referencePages(problems: Readonly<Record<string, Problem>>): PageRoute[] {
  const problemOf = (code: string) => (Object.hasOwn(problems, code) ? problems[code] : undefined);
  return [
    at("/openapi.json", document),
    at("/docs", contentsPage()),
    at("/docs/{operation}", async (context, { param }) => {
      const { document: described } = await servedDocument(context);
      const listed = operationsOf(described).find(({ operation }) => operation.operationId === param["operation"]);
      if (listed === undefined) return missing();
      const { baseUrl } = context.config;
      return pageResponse(
        <OperationPage document={described} listed={listed} problems={problemOf} origin={baseUrl} />,
        shared,
      );
    }),
    at("/problems", () => pageResponse(<ProblemsPage codes={Object.keys(problems)} problems={problemOf} />, shared)),
    at("/problems/{code}", async (context, { param }) => {
      const code = param["code"] ?? "";
      const problem = problemOf(code);
      if (problem === undefined) return missing();
      const { document: described } = await servedDocument(context);
      return pageResponse(<ProblemPage document={described} code={code} problem={problem} />, shared);
    }),
  ];
}

/** The longest page there is, and the same for everybody: laid out once per isolate. */
function contentsPage(): PageRoute["render"] {
  // The text, not its promise: a promise belongs to the request that made it.
  let text: string | undefined;
  return async (context) => {
    if (text === undefined) {
      const { document: described } = await servedDocument(context);
      const laid = await pageResponse(<Contents document={described} origin={context.config.baseUrl} />);
      text = await laid.text();
    }
    return new Response(text, { headers: { ...shared.headers, "Content-Type": "text/html; charset=utf-8" } });
  };
}

async function document(context: Context, { header }: PageAsk): Promise<Response> {
  const { text, tag } = await servedDocument(context);
  const headers = { ...shared.headers, ETag: tag, "Content-Type": "application/json" };
  const seen = header("If-None-Match")
    ?.split(",")
    .some((known) => known.trim().replace(/^W\//, "") === tag);
  return seen === true ? new Response(null, { status: 304, headers }) : new Response(text, { headers });
}
