import { describe, expect, it, vi } from "vitest";
import { callOutside, type Heard, surroundings } from "#platform/outbound.ts";
import { outsideUrl } from "#platform/outbound-guard.ts";
import { refused, taken } from "../support/addresses.ts";
import { serving } from "../support/outside.ts";
import { bindings, testContext } from "../support/world/world.ts";

const host = "hooks.lumen.example";
const call = (url = `https://${host}/hook`, headers: Record<string, string> = {}) =>
  callOutside(testContext(), { purpose: "webhook", url, headers, body: "{}" });

/** What there is of an answer, beside how long it took. */
function told(heard: Heard) {
  const { milliseconds: _, ...rest } = heard;
  return rest;
}

describe("the one way out", () => {
  it("judges addresses here as it does elsewhere: this runtime reads them like any other", () => {
    const where = { ours: ["interlock.example"], loopback: false };
    expect(refused.filter((text) => "url" in outsideUrl(text, where))).toEqual([]);
    expect(taken.filter((text) => !("url" in outsideUrl(text, where)))).toEqual([]);
  });

  it("posts, and tells the status, the time it took and the first words of the answer", async () => {
    const asked: Request[] = [];
    serving(host, (request) => {
      asked.push(request.clone());
      return new Response("Thank\tyou.\u0000", { status: 201 });
    });
    const heard = await call(undefined, { "content-type": "application/json", "webhook-id": "evt_1" });
    expect(told(heard)).toEqual({ status: 201, body: "Thank\tyou.\u0000", excerpt: "Thank you.", error: null });
    expect(heard.milliseconds).toBeGreaterThanOrEqual(0);
    expect(asked.map(({ method, url, redirect }) => [method, url, redirect])).toEqual([
      ["POST", `https://${host}/hook`, "manual"],
    ]);
    expect(asked[0]?.headers.get("webhook-id")).toBe("evt_1");
  });

  it("follows no redirect: where it leads nobody has judged", async () => {
    let asked = 0;
    serving(host, () => {
      asked += 1;
      return new Response(null, { status: 302, headers: { Location: "https://169.254.169.254/" } });
    });
    expect(told(await call())).toMatchObject({ status: 302 });
    expect(asked).toBe(1);
  });

  it("asks nobody whom the guard refuses, though somebody had written the address down", async () => {
    const asked = vi.spyOn(globalThis, "fetch");
    expect(told(await call("https://127.0.0.1/"))).toEqual({ status: null, error: "url_refused" });
    expect(told(await call("http://hooks.lumen.example/"))).toEqual({ status: null, error: "url_refused" });
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });

  it("carries no header its purpose does not name", async () => {
    serving(host, () => new Response());
    for (const name of [
      "Host",
      "authorization",
      "Content-Length",
      "cookie",
      "transfer-encoding",
      "x-forwarded-for",
      "Webhook-Id",
    ])
      await expect(call(undefined, { [name]: "x" })).rejects.toThrow("carries the header");
  });

  it("reads four kilobytes of an answer and keeps two hundred bytes, no letter cut in two", async () => {
    let pulled = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          pulled += 1;
          controller.enqueue(new TextEncoder().encode("é".repeat(500)));
        },
      });
    serving(host, () => new Response(endless()));
    const heard = await call();
    if (heard.status === null) throw new Error("nobody answered");
    expect(new TextEncoder().encode(heard.body).length).toBe(4_096);
    expect(heard.excerpt).toBe("é".repeat(100));
    expect(pulled).toBeLessThan(12);
    serving(host, () => new Response(`x${"é".repeat(200)}`));
    const odd = await call();
    expect(odd.status === null ? "" : odd.excerpt).toBe(`x${"é".repeat(99)}`);
  });

  it("takes the status of an answer that breaks off, and tells a broken connection from a slow one", async () => {
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("Than"));
        controller.error(new Error("cut"));
      },
    });
    serving(host, () => new Response(broken, { status: 200 }));
    expect(told(await call())).toMatchObject({ status: 200, error: null });
    serving(host, () => Promise.reject(new TypeError("Network connection lost.")));
    expect(told(await call())).toEqual({ status: null, error: "connection_failed" });

    // Patience of ten seconds, which has run out.
    const patience = vi.spyOn(AbortSignal, "timeout").mockReturnValue(AbortSignal.abort());
    serving(host, () => Promise.reject(new DOMException("late", "TimeoutError")));
    expect(told(await call())).toEqual({ status: null, error: "timeout" });
    expect(patience).toHaveBeenCalledWith(10_000);
    patience.mockRestore();
  });

  it("writes to this machine only where it is told so", () => {
    const context = testContext();
    expect(surroundings(context)).toEqual({ ours: [new URL(bindings.PUBLIC_ORIGIN).hostname], loopback: false });
    expect(surroundings({ ...context, bindings: { OUTBOUND_ALLOW: "loopback" } }).loopback).toBe(true);
    expect(surroundings({ ...context, bindings: { OUTBOUND_ALLOW: "everything" } }).loopback).toBe(false);
  });
});
