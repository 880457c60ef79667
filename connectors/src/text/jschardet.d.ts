declare module 'jschardet' {
  const jschardet: { detect(bytes: Uint8Array): { encoding: string | null; confidence: number } }
  export default jschardet
}
