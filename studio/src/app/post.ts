import { originHeaders } from './api.ts'
import { RouteError, type ShownError } from './problem-of.ts'

function isShown(body: unknown): body is ShownError {
  return typeof body === 'object' && body !== null && 'text' in body && 'code' in body
}

/** The words of a refused answer. */
export async function readError(answer: Response): Promise<RouteError> {
  const body: unknown = await answer.json().catch(() => null)
  const inner = typeof body === 'object' && body !== null && 'problem' in body ? body.problem : body
  if (isShown(inner)) return new RouteError({ code: inner.code, text: inner.text, data: inner.data ?? {} })
  return new RouteError({
    code: `http-${answer.status}`,
    text: { zh: `服务器没有接受（${answer.status}）。`, en: `The server did not accept it (${answer.status}).` },
    data: {},
  })
}

/** POST JSON to one of the plain routes of the server; throws RouteError with the server's words. */
export async function postJson(route: string, body: unknown): Promise<unknown> {
  const answer = await fetch(route, {
    method: 'POST',
    headers: { ...originHeaders, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw await readError(answer)
  return answer.json().catch(() => null)
}

/** POST that answers with a file, e.g. rejected rows. */
export async function postForFile(route: string): Promise<Blob> {
  const answer = await fetch(route, { method: 'POST', headers: originHeaders })
  if (!answer.ok) throw await readError(answer)
  return answer.blob()
}

/** POST a file with progress (fetch cannot report upload progress, XMLHttpRequest can). */
export function postFile(route: string, file: Blob, onProgress: (share: number) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', route)
    request.setRequestHeader('content-type', 'application/octet-stream')
    for (const [name, value] of Object.entries(originHeaders)) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0)
    request.onerror = () => reject(new TypeError('network'))
    request.onload = () => {
      const answer = new Response(request.responseText || null, { status: request.status || 500 })
      if (request.status >= 200 && request.status < 300) answer.json().then(resolve, () => resolve(null))
      else readError(answer).then(reject, reject)
    }
    request.send(file)
  })
}
