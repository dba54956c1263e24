import type { Instant } from "#kernel/instant.ts";
import { type FieldFault, Select } from "../kit/forms.tsx";
import type { Speech } from "../kit/language.ts";
import { zoneChoices } from "../kit/zones.tsx";

type ZoneProps = {
  name: string;
  label: string;
  hint?: string;
  value: string;
  speech: Speech;
  now: Instant;
  faults?: readonly FieldFault[];
  /** What stands for nobody's choice. */
  none?: string;
};

/** Every place people live at; one that the list does not know stays what it is. */
export const ZoneSelect = ({ value, now, none, ...rest }: ZoneProps) => {
  const known = zoneChoices(now);
  const isUnknown = value !== "" && !known.some((choice) => choice.value === value);
  const choices = [
    ...(none === undefined ? [] : [{ value: "", label: none }]),
    ...(isUnknown ? [{ value, label: value }] : []),
    ...known,
  ];
  return <Select {...rest} value={value} optional={none !== undefined} choices={choices} />;
};
