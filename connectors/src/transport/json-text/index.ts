export { type JsonField, NotJson, readArrayItems, readObject } from './json-text.ts'
