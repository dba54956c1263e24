import type { ProblemBody } from "#http/client.ts";
import type { Face } from "#http/edge.ts";
import { Layout, pageResponse } from "./layout.tsx";
import { type Speech, speechFor } from "./language.ts";
import { kitWords } from "./words.ts";

type Said = { title: string; text: string; status: number };

/** A refusal in the reader's words, with the status it has for programs. */
export function sayTurned({ status, code }: ProblemBody, speech: Speech): Said {
  const words = kitWords[speech.language];
  // An address with something in it that is no id leads nowhere, as one with an id of nothing does.
  const isNowhere = [404, 405].includes(status) || code === "id.invalid" || code === "path.invalid";
  const said = isNowhere ? words.notThere : status === 403 ? words.notAllowed : words.wentWrong;
  return { ...said, status: isNowhere && status === 400 ? 404 : status };
}

/** A refusal as a page. */
export function turnedPage(problem: ProblemBody, speech: Speech, nonce: string): Promise<Response> {
  const { title, text, status } = sayTurned(problem, speech);
  return pageResponse(
    <Layout title={title} speech={speech} nonce={nonce}>
      <h1>{title}</h1>
      <p>{text}</p>
    </Layout>,
    { status },
  );
}

/** What a browser is shown where there is no page, or none for it. */
export const face: Face = (problem, { accept, nonce }) => turnedPage(problem, speechFor({ accept }), nonce);
