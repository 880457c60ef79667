import type { Reading } from '@jianmo/connectors/words'
import type { ReactNode } from 'react'

const pictures = {
  live: (
    <>
      <ellipse cx="8" cy="3.8" rx="5" ry="1.9" />
      <path d="M3 3.8v8.4c0 1 2.2 1.9 5 1.9s5-.9 5-1.9V3.8M3 8c0 1 2.2 1.9 5 1.9S13 9 13 8" />
    </>
  ),
  file: <path d="M4 1.8h5.2L12.5 5v9.2H4zM9 1.8v3.4h3.4M6.2 8.2h4M6.2 11h4" />,
  folder: <path d="M1.8 3.6h4.4l1.4 1.7h6.6v7.9H1.8zM8 7.4v3.8M6.3 9.6L8 11.3l1.7-1.7" />,
  push: <path d="M8 1.8v7.6M4.8 6.4L8 9.6l3.2-3.2M2.4 9.8v4.2h11.2V9.8" />,
} satisfies Record<Reading, ReactNode>

/** How data come from a source, as a small picture. The words stand beside it. */
export function SourceIcon({ reading }: { readonly reading: Reading }) {
  return (
    <span className="source-icon" data-reading={reading} aria-hidden="true">
      <svg
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
        strokeLinecap="round"
        strokeLinejoin="round"
        focusable="false"
        role="presentation"
      >
        {pictures[reading]}
      </svg>
    </span>
  )
}
