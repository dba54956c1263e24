import { Desk, type DeskProps } from "../kit/desk.tsx";

/** A page of the scheduling desk, told apart from all others by its styles. */
export const Room = ({ children, ...rest }: DeskProps) => (
  <Desk {...rest}>
    <div class="scheduling">{children}</div>
  </Desk>
);
