import { type Bearer, BearerPage } from "../kit/bearer.tsx";
import { manageWords } from "./words.ts";

/** A link that opens nothing says only whether it ever did. */
export const OverPage = ({ bearer, isOver }: { bearer: Bearer; isOver: boolean }) => {
  const { title, text } = manageWords[bearer.speech.language][isOver ? "over" : "unknown"];
  return (
    <BearerPage bearer={bearer} title={title}>
      <h1 tabindex={-1} data-focus>
        {title}
      </h1>
      <p>{text}</p>
    </BearerPage>
  );
};
