import { dialectNames, dialects } from '@jianmo/engine/expression'
import { Fragment, memo, useState } from 'react'
import { useText } from '../text/use-text.ts'
import { CopyableCode } from './CopyableCode.tsx'
import { FidelityMark } from './FidelityMark.tsx'
import type { EntrySignature, ReferenceEntry } from './reference-model.ts'

const firstVectors = 4

/** One function, everything that the catalogue says about it. */
export const FunctionEntry = memo(function FunctionEntry({ entry }: { readonly entry: ReferenceEntry }) {
  const t = useText()
  return (
    <article className="function-entry" id={entry.id} tabIndex={-1} aria-labelledby={`${entry.id}-title`}>
      <div className="function-words">
        <h3 id={`${entry.id}-title`}>
          <a href={`#${entry.id}`}>
            <code>{entry.id}</code>
          </a>
          {t(entry.label)}
        </h3>
        {entry.signatures.map((signature, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the signatures of a function never change
          <SignatureLine key={index} id={entry.id} signature={signature} />
        ))}
        <p>{t(entry.help)}</p>
        <Facts entry={entry} />
        <Vectors entry={entry} />
      </div>
      <Support entry={entry} />
    </article>
  )
})

function SignatureLine({ id, signature }: { readonly id: string; readonly signature: EntrySignature }) {
  const t = useText()
  return (
    <div className="function-signature">
      <code>
        {id}(
        {signature.parameters.map(({ name, type, repeated }, index) => (
          <Fragment key={name}>
            {index > 0 && ', '}
            {name}
            <span>: {t(type)}</span>
            {repeated && ', …'}
          </Fragment>
        ))}
        ) → <span>{t(signature.result)}</span>
      </code>
    </div>
  )
}

function Facts({ entry }: { readonly entry: ReferenceEntry }) {
  const t = useText()
  const rules = new Map(
    entry.signatures.flatMap(({ parameters }) =>
      parameters.flatMap(({ name, rule }) => (rule ? [[name, rule] as const] : [])),
    ),
  )
  return (
    <dl className="function-facts">
      {rules.size > 0 && (
        <>
          <dt>{t({ zh: '参数', en: 'Arguments' })}</dt>
          <dd>
            {[...rules].map(([name, rule]) => (
              <div key={name}>
                <code>{name}</code> {t(rule)}
              </div>
            ))}
          </dd>
        </>
      )}
      <dt>{t({ zh: '空值', en: 'NULL' })}</dt>
      <dd>{t(entry.nulls)}</dd>
      {entry.options.length > 0 && (
        <>
          <dt>{t({ zh: '固定口径', en: 'Pinned' })}</dt>
          <dd>
            {entry.options.map(([option, pinned]) => (
              <div key={option.en}>
                {t(option)}
                {t({ zh: '：', en: ': ' })}
                {t(pinned)}
              </div>
            ))}
          </dd>
        </>
      )}
      {entry.source !== null && (
        <>
          <dt>{t({ zh: '依据', en: 'Source' })}</dt>
          <dd>{t(entry.source)}</dd>
        </>
      )}
      <dt>{t({ zh: '写法', en: 'Example' })}</dt>
      <dd>
        <CopyableCode code={entry.example} />
      </dd>
    </dl>
  )
}

function Vectors({ entry }: { readonly entry: ReferenceEntry }) {
  const t = useText()
  const [all, setAll] = useState(false)
  const vectors = entry.vectors(all ? entry.vectorCount : firstVectors)
  const more = entry.vectorCount - vectors.length
  if (vectors.length === 0) return null
  return (
    <div className="function-vectors">
      <ul aria-label={t({ zh: `${entry.id} 的例与结果`, en: `What ${entry.id} gives` })}>
        {vectors.map(({ given, gives }) => (
          <li key={`${given.en} ${gives}`}>
            <code>{t(given)}</code>
            <span className="visually-hidden">{t({ zh: '得', en: 'gives' })}</span>
            <i aria-hidden="true">→</i>
            <code>{gives}</code>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <button
          type="button"
          className="more-button"
          onClick={() => setAll(true)}
          aria-label={t({ zh: `再看 ${entry.id} 的 ${more} 例`, en: `${more} more of ${entry.id}` })}
        >
          {t({ zh: `再看 ${more} 例`, en: `${more} more` })}
        </button>
      )}
    </div>
  )
}

function Support({ entry }: { readonly entry: ReferenceEntry }) {
  const t = useText()
  return (
    <dl className="function-support" aria-label={t({ zh: '各引擎', en: 'Engines' })}>
      {dialects.map((dialect) => {
        const { fidelity, limits } = entry.support[dialect]
        return (
          <div key={dialect}>
            <dt>{dialectNames[dialect]}</dt>
            <dd>
              <FidelityMark fidelity={fidelity} />
            </dd>
            {limits.map(({ text, shows }) => (
              <dd key={text.en} className="function-limit">
                {t(text)}
                {shows !== '' && <code>{shows}</code>}
              </dd>
            ))}
          </div>
        )
      })}
    </dl>
  )
}
