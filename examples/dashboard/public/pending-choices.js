/**
 * Changes to how a session is read that were made on the page but not sent yet. `null` means: as found, whatever was
 * chosen before. A change that is taken back is none any more.
 */
export function createPending({ schema, reading }) {
  const types = new Map();
  const others = new Map();

  const chosen = new Map(schema.columns.filter(({ overridden }) => overridden).map(({ name, type }) => [name, type]));
  const found = new Map(schema.columns.map(({ name, type }) => [name, type]));

  function setType(name, type) {
    const isAsBefore = chosen.has(name) ? chosen.get(name) === type : type === null || found.get(name) === type;
    if (isAsBefore) types.delete(name);
    else types.set(name, type);
  }

  function set(option, value) {
    if ((reading[option] ?? null) === value) others.delete(option);
    else others.set(option, value);
  }

  /** All types that are to be chosen: a list in place of the one before. */
  function columns() {
    const kept = Object.entries(reading.columns ?? {}).filter(([name]) => !types.has(name));
    const added = [...types].filter(([, type]) => type !== null);
    return kept.length + added.length > 0 ? Object.fromEntries([...kept, ...added]) : null;
  }

  return {
    setType,
    set,
    /** How many changes wait. */
    get size() {
      return types.size + others.size;
    },
    /** What `PATCH /sessions/{id}` takes. */
    choices: () => ({ ...(types.size > 0 ? { columns: columns() } : {}), ...Object.fromEntries(others) }),
  };
}
