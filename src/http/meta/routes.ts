import { routes, type Routes } from "#http/routes.ts";
import { apiVersions } from "#http/versions.ts";
import { done, refuse } from "#kernel/outcome.ts";
import { missingParts, readinessOf } from "#platform/health.ts";
import * as contract from "./contract.ts";

/** What the service says of itself. `migrations` are those this build was made for. */
export const metaRoutes = (migrations: readonly string[]): Routes =>
  routes()
    .on(
      contract.getLiveness,
      async () => done(true),
      () => ({ object: "liveness" as const, status: "live" as const }),
    )
    .on(
      contract.getReadiness,
      async (context) => {
        const readiness = await readinessOf(context, migrations);
        const missing = missingParts(readiness);
        return missing.length === 0
          ? done(true)
          : refuse("service.not_ready", { missing, parts: readiness, retry_after: 5 });
      },
      () => ({
        object: "readiness" as const,
        status: "ready" as const,
        parts: { database: "ok", migrations: "ok", objects: "ok", queue: "ok", files: "ok", mail: "ok" } as const,
      }),
    )
    .on(
      contract.listApiVersions,
      async () => done(apiVersions),
      (versions) => ({
        object: "list" as const,
        data: versions.map((version, at) => ({ object: "api_version" as const, version, current: at === 0 })),
        has_more: false as const,
        next_cursor: null,
      }),
    );
