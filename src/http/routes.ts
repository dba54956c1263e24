import type { Page } from "#kernel/page.ts";
import type { Outcome } from "#kernel/outcome.ts";
import type { Context, PersonContext, Scope } from "#platform/scope.ts";
import type { AnswerOf, Asked, OpDef } from "./op.ts";

/** Who a handler is told is asking follows from the contract's `may`. */
export type AskedBy<D extends OpDef> = D["may"] extends "anyone"
  ? Context
  : D["may"] extends "person"
    ? PersonContext
    : Scope;

type Run<D extends OpDef, T> = (scope: AskedBy<D>, asked: Asked<D>) => Promise<Outcome<T>>;
/** Puts into an answer, or each row of a list, on its way out what is not kept with it: a link that is printed anew each time. */
type Reveal = (answer: Record<string, unknown>, context: Context) => Promise<object>;

type Present<D extends OpDef, T> = (value: T, scope: AskedBy<D>) => AnswerOf<D>;

/** A contract with the action that fulfils it and the words it answers in; types are checked where it is made. */
export type Route = {
  op: OpDef;
  run: (scope: never, asked: never) => Promise<Outcome<unknown>>;
  present: (value: never, scope: never) => unknown;
  reveal?: Reveal | undefined;
};

/** Collects a feature's routes: `routes().on(contract, action, view)`. */
export class Routes {
  readonly all: Route[] = [];

  on<D extends OpDef, T>(op: D, run: Run<D, T>, present: Present<D, T>, reveal?: Reveal): this {
    this.all.push({ op, run, present, reveal });
    return this;
  }

  list<D extends OpDef, T>(op: D, run: Run<D, Page<T>>, present: Present<D, T>, reveal?: Reveal): this {
    this.all.push({ op, run, present, reveal });
    return this;
  }
}

export const routes = (): Routes => new Routes();
