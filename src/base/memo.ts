// Made once for an object that never changes, and kept as long as the object.

/** The same value for the same object. */
export function oncePer<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const known = made.get(key) ?? { value: make(key) };
    made.set(key, known);
    return known.value;
  };
}

/** A table of values by name for each object; `make` is called where there is none yet. */
export function tablePer<Key extends object, Value>(): (
  key: Key,
  name: string,
  make: () => Value,
) => Value {
  const tableOf = oncePer<Key, Map<string, { readonly value: Value }>>(() => new Map());
  return (key, name, make) => {
    const table = tableOf(key);
    const known = table.get(name) ?? { value: make() };
    table.set(name, known);
    return known.value;
  };
}
