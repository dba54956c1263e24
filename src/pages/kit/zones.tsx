import type { Instant } from "#kernel/instant.ts";
import { type ZoneId, zoneNames } from "#time/zones.ts";
import { type FieldFault, Select } from "./forms.tsx";
import { placeOf, sayOffset } from "./language.ts";

type Props = {
  name: string;
  label: string;
  hint?: string;
  value: string;
  /** The moment whose offsets are shown. */
  at: Instant;
  faults?: readonly FieldFault[];
};

/** Every zone there is, by continent; typing its first letters finds it, with or without scripts. */
export const ZoneField = ({ at, ...props }: Props) => <Select {...props} choices={zoneChoices(at)} />;

export const zoneChoices = (at: Instant) =>
  zoneNames()
    .filter((zone) => zone.includes("/"))
    .map((zone) => ({ value: zone, label: `${placeOf(zone)} (${sayOffset(zone, at)})`, group: continentOf(zone) }))
    .toSorted((one, other) =>
      one.group === other.group ? (one.label < other.label ? -1 : 1) : one.group < other.group ? -1 : 1,
    );

const continentOf = (zone: ZoneId): string => zone.split("/")[0] ?? zone;
