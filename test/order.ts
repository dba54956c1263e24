// What takes long begins first, so that at the end no worker waits for another. Vitest itself knows how long a file takes only from
// runs before, which a clean checkout has not seen.
import { basename } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files by name, longest first; whatever is not listed follows, project by project. */
export function longestFirst(names: readonly string[]) {
  const placeOf = ({ moduleId }: TestSpecification) => {
    const place = names.indexOf(basename(moduleId));
    return place === -1 ? names.length : place;
  };
  return class LongestFirst extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      return files.toSorted((a, b) => placeOf(a) - placeOf(b));
    }
  };
}
