interface Push {
  readonly origin: string
  readonly sourceId: string
  /** Null while nothing came yet: a place to fill in. */
  readonly table: string | null
  readonly token: string
}

/** A call that pushes two records; it can be pasted into a shell. Sending it again with the same key changes nothing. */
export function pushExample({ origin, sourceId, table, token }: Push): string {
  const address = `${origin}/push/${sourceId}/${table === null ? '<table>' : encodeURIComponent(table)}`
  return [
    `curl -X POST ${quoted(address)} \\`,
    `  -H ${quoted(`Authorization: Bearer ${token}`)} \\`,
    `  -H 'Content-Type: application/x-ndjson' \\`,
    `  -H 'Idempotency-Key: 2026-11-27-001' \\`,
    `  --data-binary @records.jsonl`,
  ].join('\n')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
