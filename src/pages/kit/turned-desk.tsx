import type { PageAnswer } from "#http/pages.ts";
import { Desk, deskResponse } from "./desk.tsx";
import type { Visit } from "./member.tsx";
import { Turned } from "./problem.tsx";
import { sayTurned } from "./sorry.tsx";

/** A member's page, or why not, inside of the frame they know: every door that is theirs is still there. */
export async function shownAtDesk(show: (visit: Visit) => Promise<PageAnswer>, visit: Visit): Promise<PageAnswer> {
  try {
    return await show(visit);
  } catch (error) {
    // Whoever is signed out has no desk.
    if (!(error instanceof Turned) || error.problem.status === 401) throw error;
    const { title, text, status } = sayTurned(error.problem, visit.speech);
    return deskResponse(
      <Desk visit={visit} title={title}>
        <h1>{title}</h1>
        <p>{text}</p>
      </Desk>,
      status,
    );
  }
}
