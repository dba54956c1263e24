import type { Bearer } from "../kit/bearer.tsx";
import { Languages } from "../kit/languages.tsx";
import { Layout } from "../kit/layout.tsx";
import { manageWords } from "./words.ts";

/** A link that opens nothing says only whether it ever did. */
export const OverPage = ({
  bearer: { speech, nonce, asked },
  isOver,
}: {
  bearer: Pick<Bearer, "speech" | "nonce" | "asked">;
  isOver: boolean;
}) => {
  const { title, text } = manageWords[speech.language][isOver ? "over" : "unknown"];
  return (
    <Layout
      title={title}
      speech={speech}
      nonce={nonce}
      footer={
        <footer class="reading">
          <Languages url={asked.url} speech={speech} />
        </footer>
      }
    >
      <h1>{title}</h1>
      <p>{text}</p>
    </Layout>
  );
};
