import { apiRoutes, pageRoutes } from "./api.ts";
import { edge } from "#http/edge.ts";
import { gate } from "#identity/gate/gate.ts";
import { problemOf } from "./problems.ts";
import type { Bindings } from "#platform/scope.ts";

export { Limiter } from "#platform/limiter/limiter.object.ts";

const app = edge({ routes: apiRoutes, pages: pageRoutes, problems: problemOf, gate });

export default {
  fetch: app.fetch,
} satisfies ExportedHandler<Bindings>;
