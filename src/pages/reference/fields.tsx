import { deref, type Document, type Parameter, type Schema } from "#http/document.ts";
import { Inline, typeWords } from "./words.tsx";

type Field = { name: string; required: boolean; schema: Schema };

const deepest = 4;

/** The fields of a body, what it must have first, those of nested objects and lists under a longer name. */
export function fieldsOf(document: Document, schema: Schema, prefix = "", depth = 0): Field[] {
  const at = deref<Schema>(document, schema);
  const isRequired = (key: string) => at.required?.includes(key) === true;
  const fields = Object.entries(at.properties ?? {});
  return fields
    .toSorted(([a], [b]) => Number(isRequired(b)) - Number(isRequired(a)))
    .flatMap(([key, field]) => {
      const name = `${prefix}${key}`;
      const own = { name, required: isRequired(key), schema: field };
      if (depth >= deepest) return [own];
      const { schema: inner, suffix, isChoice } = inside(document, field);
      // A choice within a choice repeats the shapes its type tells already.
      return [own, ...fieldsOf(document, inner, `${name}${suffix}.`, isChoice ? deepest : depth + 1)];
    });
}

type Inside = { schema: Schema; suffix: string; isChoice: boolean };

/** Past `or null` and into lists, to where the next fields are. */
function inside(document: Document, schema: Schema): Inside {
  const at = deref<Schema>(document, schema);
  const choices = (at.anyOf ?? at.oneOf)?.filter((one) => one.type !== "null");
  const [choice] = choices ?? [];
  if (choices !== undefined && choices.length > 1)
    return { schema: together(document, choices), suffix: "", isChoice: true };
  if (choice !== undefined) return inside(document, choice);
  if (at.items === undefined) return { schema: at, suffix: "", isChoice: false };
  const item = inside(document, at.items);
  return { ...item, suffix: `[]${item.suffix}` };
}

/** Every field that any shape of a choice has; one they tell differently keeps each telling. */
function together(document: Document, choices: readonly Schema[]): Schema {
  const shapes = choices.map((one) => deref<Schema>(document, one)).filter((one) => one.properties !== undefined);
  const names = new Set(shapes.flatMap((one) => Object.keys(one.properties ?? {})));
  const fields = [...names].map((name): [string, Schema] => {
    const told = Map.groupBy(
      shapes.flatMap((one) => one.properties?.[name] ?? []),
      (field) => JSON.stringify(field),
    );
    const [[first = {}] = [], ...others] = [...told.values()];
    return [name, others.length === 0 ? first : { anyOf: [first, ...others.flatMap(([other]) => other ?? [])] }];
  });
  const required = [...names].filter((name) => shapes.every((one) => one.required?.includes(name) === true));
  return { properties: Object.fromEntries(fields), required };
}

export const FieldTable = ({
  document,
  caption,
  fields,
}: {
  document: Document;
  caption: string;
  fields: readonly Field[];
}) => (
  <div class="scroll" tabindex={0} role="group" aria-label={caption}>
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">What it is</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, required, schema }) => (
          <tr>
            <th scope="row">
              <code>{name}</code>
              {required ? "" : <span class="quiet"> optional</span>}
            </th>
            <td>
              <Inline text={typeWords(document, schema)} />
              <Told document={document} schema={schema} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Told = ({ document, schema }: { document: Document; schema: Schema }) => {
  const at = deref<Schema>(document, schema);
  const sentences = [
    at.description ?? "",
    at.default === undefined || at.default === null ? "" : `Default \`${JSON.stringify(at.default)}\`.`,
  ].filter((sentence) => sentence !== "");
  return sentences.length === 0 ? (
    <></>
  ) : (
    <p class="quiet">
      <Inline text={sentences.join(" ")} />
    </p>
  );
};

const places = { path: "path", query: "query", header: "header" } as const;

export const ParameterTable = ({ document, parameters }: { document: Document; parameters: readonly Parameter[] }) => (
  <div class="scroll" tabindex={0} role="group" aria-label="Parameters">
    <table>
      <caption>Parameters</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Where</th>
          <th scope="col">What it is</th>
        </tr>
      </thead>
      <tbody>
        {parameters.map((parameter) => (
          <tr>
            <th scope="row">
              <code>{parameter.name}</code>
              {parameter.required === true ? "" : <span class="quiet"> optional</span>}
            </th>
            <td>{places[parameter.in]}</td>
            <td>
              <Inline text={typeWords(document, parameter.schema)} />
              {parameter.style === "form" ? ", separated by commas" : ""}
              <Told
                document={document}
                schema={{
                  ...parameter.schema,
                  ...(parameter.description === undefined ? {} : { description: parameter.description }),
                }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
