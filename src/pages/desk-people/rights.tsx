import { allPermissions, type Permission, permissions } from "#identity/permissions.ts";
import { Choices, type FieldFault } from "../kit/forms.tsx";

type Props = {
  name: string;
  label: string;
  values: readonly string[];
  faults: readonly FieldFault[];
  /** What whoever fills this in may do themselves: nobody hands out more. */
  may: (permission: Permission) => boolean;
};

/** Rights to choose from, each with what it lets its holder do; those of one thing stand together by their names. */
export const Rights = ({ name, label, values, faults, may }: Props) => (
  <Choices
    name={name}
    kind="checkbox"
    label={label}
    values={values}
    faults={faults}
    choices={allPermissions
      .filter((permission) => may(permission) || values.includes(permission))
      .map((permission) => ({ value: permission, label: permission, hint: permissions[permission] }))}
  />
);
