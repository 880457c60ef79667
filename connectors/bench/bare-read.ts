import { readXml } from '../src/xlsx/workbook.ts'
import { openZip } from '../src/xlsx/zip-package.ts'

/** The bare read of a workbook: every part unpacked and gone through by the XML parser, cells counted, nothing kept. */
const [, , path = ''] = process.argv
const began = performance.now()
let cells = 0
using zip = openZip(path)
for (const entry of zip.entries.values()) {
  await readXml(zip, entry, {
    open(name) {
      if (name === 'c') cells++
    },
    text: () => undefined,
    close: () => undefined,
  })
}
const { user, system } = process.cpuUsage()
process.stdout.write(
  JSON.stringify({ cells, seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1_000_000 }),
)
