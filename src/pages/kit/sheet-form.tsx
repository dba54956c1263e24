import type { Child } from "hono/jsx";
import { Once, Version } from "./forms.tsx";
import type { Visit } from "./member.tsx";
import type { Filled } from "./sheet.ts";
import { kitWords } from "./words.ts";

type SheetFormProps = {
  visit: Visit;
  filled: Filled;
  /** What it was made from; a new one has none, and is made once however often it is sent. */
  version: number | undefined;
  /** Where whoever gives up goes. */
  back?: string;
  /** Where it goes, where that is not its own page. */
  action?: string;
  save?: string;
  kind?: "alarm";
  /** Who may only look sees it filled in, and cannot send it. */
  isLocked?: boolean;
  look?: string;
  buttons?: Child;
  children?: Child;
};

/** A form that is sent whole. One that comes back keeps the version it was made from. */
export const SheetForm = (props: SheetFormProps) => {
  const { visit, filled, version, back, action, save, kind, isLocked = false, look = "", buttons, children } = props;
  const words = kitWords[visit.speech.language];
  return (
    <form method="post" action={action} class={`sheet ${look}`.trim()}>
      {version === undefined ? (
        <Once nonce={visit.nonce} />
      ) : (
        <Version version={Number(filled.sheet.get("version") ?? version)} />
      )}
      {isLocked ? (
        <fieldset class="plainly" disabled>
          {children}
        </fieldset>
      ) : (
        <>
          {children}
          <div class="actions">
            <button type="submit" class={kind}>
              {save ?? words.save}
            </button>
            {buttons}
            {back === undefined ? null : (
              <a class="button plain" href={back}>
                {words.cancel}
              </a>
            )}
          </div>
        </>
      )}
    </form>
  );
};
