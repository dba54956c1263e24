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
export const Rights = ({ may, ...rest }: Props) => (
  <Choices
    {...rest}
    kind="checkbox"
    choices={allPermissions
      .filter((permission) => may(permission) || rest.values.includes(permission))
      .map((permission) => ({ value: permission, label: permission, hint: permissions[permission] }))}
  />
);

/** Rights that somebody or something has. */
export const Held = ({ rights }: { rights: readonly string[] }) => (
  <ul class="names" dir="ltr">
    {rights.map((right) => (
      <li>
        <code>{right}</code>
      </li>
    ))}
  </ul>
);
