// How others wake the courier of an endpoint. It is the object named `ten_…:whk_…`; nobody else makes that name.
import { type Id, isId } from "#kernel/ids.ts";
import type { Bindings, Context } from "#platform/scope.ts";
import { noteOf } from "#platform/facts/hear.ts";
import { listAwake, listAwakeIn, type WebhookRef } from "./store.ts";

// Unsent: something waits for these.
export { wake } from "./store.ts";

const atATick = 500;

export const courierOf = ({ COURIER }: Pick<Bindings, "COURIER">, { tenant, id }: WebhookRef) =>
  COURIER.getByName(`${tenant}:${id}`);

export function endpointNamed(name: string | undefined): WebhookRef | undefined {
  const [tenant = "", id = ""] = name?.split(":") ?? [];
  return isId("tenant", tenant) && isId("webhook", id) ? { tenant, id } : undefined;
}

/** A bell, and no more: who cannot be woken is woken by the next tick. */
export function ringCourier(
  { bindings, later }: Pick<Context, "bindings" | "later">,
  tenant: Id<"tenant">,
  id: Id<"webhook">,
): void {
  later(courierOf(bindings, { tenant, id }).ring());
}

/** Wakes everybody for whom something is due. Each works for itself, so that a slow endpoint is waited for by nobody else. */
export async function ringCouriers(context: Context): Promise<number> {
  const due = await listAwake(context, atATick);
  await ringAll(context, due);
  return due.length;
}

/** The same for the companies of which facts have just been heard. */
export async function ringCouriersOf(context: Context, batch: Pick<MessageBatch, "messages">): Promise<void> {
  const tenants = new Set(batch.messages.flatMap(({ body }) => noteOf(body)?.tenant ?? []));
  const due = await Promise.all([...tenants].map((tenant) => listAwakeIn(context, tenant)));
  await ringAll(context, due.flat());
}

const ringAll = (context: Context, refs: readonly WebhookRef[]) =>
  Promise.allSettled(refs.map(async (ref) => courierOf(context.bindings, ref).ring()));
