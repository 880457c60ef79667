import { editorOptions } from './editor-options.ts'
import { bindField, warmUp } from './expression-language.ts'
import { monaco } from './monaco.ts'

const scope = { columns: [], parameters: [] }
/** The list stands after some 20 ms; a busy machine may take longer. */
const shownBy = 1500
let warmed = false

/**
 * Types one key into an editor that nobody sees and opens its list, once: the first list ran code that had never run and took
 * twice as long as the next (Monaco 0.57, Chromium). It takes no focus, and waits for another time while somebody is typing.
 */
export function warmEditor(): void {
  if (warmed || monaco.editor.getEditors().some((editor) => editor.hasWidgetFocus())) return
  warmed = true
  warmUp({ scope })
  const host = document.createElement('div')
  host.className = 'expression-editor expression-warming'
  host.inert = true
  document.body.append(host)
  const editor = monaco.editor.create(host, { ...editorOptions, value: '' })
  const model = editor.getModel()
  const unbind =
    model && bindField(model.uri.toString(), () => ({ scope, language: 'zh', renaming: null, explain() {} }))
  // Monaco makes its list when it is idle.
  setTimeout(() => editor.trigger('keyboard', 'type', { text: ' ' }), 200)
  setTimeout(() => {
    unbind?.()
    model?.dispose()
    editor.dispose()
    host.remove()
  }, shownBy)
}
