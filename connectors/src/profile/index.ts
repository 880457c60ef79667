export {
  countValues,
  type ExactFigures,
  longestShown,
  type SeenValues,
  sampleRows,
  toColumnProfile,
} from './column-profile.ts'
export { type ColumnTally, openColumnTally } from './column-tally.ts'
export { estimateDistinct, sketchRate } from './estimate-distinct.ts'
export { judgeColumns, type ProfileOrder } from './judge-columns.ts'
