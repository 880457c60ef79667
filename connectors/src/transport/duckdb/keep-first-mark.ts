/**
 * A decoder takes U+FEFF at the beginning of a text for a byte order mark and drops it. @duckdb/node-api 1.5 decodes every value
 * with one of its own, made as it is loaded: a name that begins with the sign would leave the engine as another. So this is
 * loaded before it, in the engine's process, where nothing else decodes.
 */
class KeepingDecoder extends TextDecoder {
  constructor(label = 'utf-8', options: ConstructorParameters<typeof TextDecoder>[1] = {}) {
    super(label, { ignoreBOM: true, ...options })
  }
}
globalThis.TextDecoder = KeepingDecoder
