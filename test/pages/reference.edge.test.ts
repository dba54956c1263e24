import { describe, expect, it } from "vitest";
import { apiRoutes, pageRoutes } from "../../src/api.ts";
import { problems } from "../../src/problems.ts";
import { codesOf, type Document, operationsOf } from "#http/document.ts";
import { caller } from "../support/client.ts";
import { bindings, send } from "../support/world/world.ts";

const client = caller({ mark: "nobody" });
/** What has been seen to be there is not asked for again. */
const there = new Set<string>();
const read = async (path: string) => {
  const response = await client.fetch(path);
  if (response.status === 200) there.add(path);
  return { response, text: await response.text() };
};
const served = async () => (await (await client.fetch("/openapi.json")).json()) as Document;
const named = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
const heading = (html: string) => /<h1>(.*?)<\/h1>/s.exec(html)?.[1];

describe("the reference", () => {
  it("the served document lists exactly the mounted operations, method by method", async () => {
    const listed = operationsOf(await served())
      .filter(({ operation }) => operation["x-door"] !== true)
      .map(({ method, path, operation }) => `${operation.operationId} ${method} ${path}`);
    const mounted = apiRoutes.map(({ op }) => `${op.id} ${op.method} ${op.path}`);
    expect(listed.toSorted()).toEqual(mounted.toSorted());
  });

  it("and exactly the doors that programs come to without a contract, with whatever each refuses", async () => {
    const document = await served();
    const doors = operationsOf(document).filter(({ operation }) => operation["x-door"] === true);
    const mounted = pageRoutes.flatMap((page) => (page.programs === undefined ? [] : [{ ...page, ...page.programs }]));
    expect(doors.map(named).toSorted()).toEqual(mounted.map(named).toSorted());
    expect(mounted.length).toBeGreaterThan(2);
    for (const page of mounted) {
      const { responses = {} } = doors.find((one) => named(one) === named(page))?.operation ?? {};
      const codes = Object.values(responses).flatMap((answer) => codesOf(document, answer));
      expect(codes).toEqual(expect.arrayContaining([...page.refusals]));
    }
  });

  it("the document is served with an ETag, may be kept for five minutes, and is not sent twice", async () => {
    const response = await client.fetch("/openapi.json");
    const tag = response.headers.get("ETag") ?? "";
    expect(response.headers.get("Cache-Control")).toBe("public, max-age=300");
    expect(response.headers.get("Content-Type")).toBe("application/json");
    expect((await client.fetch("/openapi.json", { headers: { "If-None-Match": `"other", ${tag}` } })).status).toBe(304);
    expect((await client.fetch("/openapi.json", { headers: { "If-None-Match": '"other"' } })).status).toBe(200);
  });

  it("its contents show every operation with its path, who may, and a request at our own address", async () => {
    const { response, text } = await read("/docs");
    expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    for (const { path, operation } of operationsOf(await served())) {
      expect(text).toContain(`id="${operation.operationId}"`);
      expect(text).toContain(`href="/docs/${operation.operationId}"`);
      expect(text).toContain(path);
    }
    expect(text.match(/curl /g)?.length).toBeGreaterThanOrEqual(operationsOf(await served()).length);
    expect(text).not.toContain("interlock.example/v1");
    expect(text).not.toMatch(/<script|onclick|undefined|\[object/);
  });

  it("every operation has a page with its parameters, body, answer and a link to every problem it can give", async () => {
    const document = await served();
    for (const { operation } of operationsOf(document)) {
      const { response, text } = await read(`/docs/${operation.operationId}`);
      expect(response.status).toBe(200);
      for (const answer of Object.values(operation.responses)) {
        for (const code of codesOf(document, answer)) expect(text).toContain(`href="/problems/${code}"`);
      }
      for (const section of ["request", "answer", "problems"]) expect(text).toContain(`<h2 id="${section}">`);
      expect(text).not.toMatch(/<script|undefined|\[object/);
    }
  });

  it("a choice of shapes is told shape by shape, with the fields of each, and what a body must have comes first", async () => {
    const need = (await read("/docs/queryAvailability")).text;
    expect(need).toContain("<code>{ pool_id, at_least? }</code>");
    for (const field of ["member_id", "pool_id", "at_least", "all", "any", "of"])
      expect(need).toContain(`<code>need.${field}</code>`);
    const { text } = await read("/docs/createEventType");
    expect(text).toContain("{ kind: &quot;dates&quot;, first, last }");
    expect(text.indexOf("<code>slug</code>")).toBeLessThan(text.indexOf("<code>description</code>"));
  });

  it("no request of the reference spends an Idempotency-Key that another one spends too", async () => {
    const keys = (await read("/docs")).text.match(/Idempotency-Key: [^&"]*/g) ?? [];
    expect(keys.length).toBeGreaterThan(20);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toContain("$RANDOM");
  });

  it("every problem has the page its type points at, with the operations that give it", async () => {
    for (const [code, problem] of Object.entries(problems)) {
      const { response, text } = await read(`/problems/${code}`);
      expect([code, response.status]).toEqual([code, 200]);
      expect(text).toContain(`answered with status ${problem.status}`);
    }
    const { text } = await read("/problems/team.has_children");
    expect(heading(text)).toBe("Other teams hang below this one.");
    expect(text).toContain('href="/docs/deleteTeam"');
    expect(text).not.toContain('href="/docs/createTeam"');
  });

  it("every link of the reference leads to a page that exists", async () => {
    const pages = ["/docs", "/problems", "/docs/createTeam", "/problems/team.unknown"];
    const links = new Set<string>();
    for (const page of pages)
      for (const [, link = ""] of (await read(page)).text.matchAll(/href="(\/(?:docs|problems)[^"#]*)/g))
        links.add(link);
    expect(links.size).toBeGreaterThan(50);
    const unseen = [...links].filter((link) => !there.has(link));
    for (const link of unseen) expect([link, (await read(link)).response.status]).toEqual([link, 200]);
  });

  it.each(["/docs/nothing", "/problems/no.such", "/problems/__proto__", "/problems/constructor"])(
    "%s does not exist, and says so as a page",
    async (path) => {
      const response = await send(new Request(`${bindings.PUBLIC_ORIGIN}${path}`));
      expect(response.status).toBe(404);
      expect(await response.text()).toContain("There is nothing here");
    },
  );

  it("a security researcher finds whom to tell", async () => {
    const { response, text } = await read("/.well-known/security.txt");
    expect(response.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    expect(text).toMatch(/^Contact: mailto:security@\S+\nExpires: \d{4}-\d\d-\d\dT00:00:00Z\n/);
  });
});
