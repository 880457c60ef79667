import { createHmac } from 'node:crypto'

/** Which model, whom and which events a lead is about; the same three give the same key in every run. */
export interface LeadIdentity {
  readonly modelId: string
  readonly subjectId: string
  readonly eventKey: string
}

/** HMAC-SHA-256 under the province's secret, hex: a key may be logged and compared without telling who it is about. */
export function leadKey({ modelId, subjectId, eventKey }: LeadIdentity, secret: string): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify([modelId, subjectId, eventKey]))
    .digest('hex')
}
