import { DurableObject } from "cloudflare:workers";
import { readClock } from "#platform/clock.ts";
import { logFault } from "#platform/log.ts";
import type { Bindings } from "#platform/scope.ts";
import { systemContext } from "#platform/system.ts";
import { endpointNamed } from "./client.ts";
import { type Bell, serve } from "./courier.ts";

/**
 * One object per endpoint: as there is only one, never more than four requests to it are under way; as each endpoint has its own,
 * none waits for another. It keeps nothing: what waits, and how the endpoint fares, stands in the books.
 */
export class Courier extends DurableObject<Bindings> {
  #round: Promise<void> | undefined;
  #isWanted = false;
  readonly #bell: Bell = { answer: undefined };

  /** Answers at once. Whoever rings while a round is made has its idle lanes opened again, and another round made after it. */
  ring(): void {
    this.#isWanted = true;
    this.#bell.answer?.();
    this.#round ??= this.#work().finally(() => {
      this.#round = undefined;
    });
    this.ctx.waitUntil(this.#round);
  }

  /** For whoever wants to wait until all that is due has been tried. */
  async deliver(): Promise<void> {
    this.ring();
    await this.#round;
  }

  async #work(): Promise<void> {
    const endpoint = endpointNamed(this.ctx.id.name);
    if (endpoint === undefined) return;
    try {
      while (this.#isWanted) {
        this.#isWanted = false;
        await serve(() => systemContext(this.env, this.ctx, readClock()), endpoint, this.#bell);
      }
    } catch (error) {
      // The next tick tries it again.
      logFault(null, error);
    }
  }
}
