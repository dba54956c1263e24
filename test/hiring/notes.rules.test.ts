import { describe, expect, it } from "vitest";
import { kindOf, mayChange, mayKeep, mayRead, mayRemove, type Reader } from "#hiring/notes/rules.ts";
import type { Note } from "#hiring/notes/tables.ts";

const author = "mem_01h455vb4pex5vsknk084sn02q" as const;
const note = (visibility: Note["visibility"], subjectId: Note["subjectId"] = "cnd_01h455vb4pex5vsknk084sn02q") => ({
  visibility,
  subjectId,
  authorId: author,
});
const reader = (member: Reader["member"], ...permissions: string[]): Reader => ({
  member,
  permissions: new Set(permissions),
});
const other = "mem_01h455vb4pex5vsknk084sn02r";

describe("who reads and changes a note", () => {
  it.each([
    ["team", [true, true, true]],
    ["recruiters", [true, true, false]],
    ["private", [true, false, false]],
  ] as const)(
    "one for %s is read by its author, a recruiter, a colleague: %j",
    (visibility, [own, recruiter, colleague]) => {
      const reads = (who: Reader) => mayRead(note(visibility), who);
      expect(reads(reader(author, "candidates:read"))).toBe(own);
      expect(reads(reader(other, "candidates:read", "candidates:write"))).toBe(recruiter);
      expect(reads(reader(other, "candidates:read"))).toBe(colleague);
      expect(reads(reader(author))).toBe(false);
    },
  );

  it("its author changes it while they may write there; recruiters take it away", () => {
    expect(mayChange(note("team"), reader(author, "candidates:write")).ok).toBe(true);
    expect(mayChange(note("team"), reader(author, "candidates:read")).ok).toBe(false);
    expect(mayChange(note("team"), reader(other, "candidates:write")).ok).toBe(false);
    const spoken = note("team", "itv_01h455vb4pex5vsknk084sn02q");
    expect(mayChange(spoken, reader(author, "interviews:write_own")).ok).toBe(true);
    expect(mayRemove(spoken, reader(other, "candidates:write")).ok).toBe(true);
    expect(mayRemove(spoken, reader(other, "interviews:write_own")).ok).toBe(false);
    expect(mayKeep("private", reader(null)).ok).toBe(false);
    expect(mayKeep("private", reader(author)).ok).toBe(true);
    expect(
      ["cnd", "app", "itv", "job"].map((kind) => kindOf(`${kind}_01h455vb4pex5vsknk084sn02q` as Note["subjectId"])),
    ).toEqual(["candidate", "application", "interview", "job"]);
  });
});
