/** The calendar of the expression language is the one of the values; here it only gets its place in the order of the rooms. */
export {
  addDays,
  dayNumber,
  daysInMonth,
  fullMonthsBetween,
  isDay,
  monthEndLater as periodDeadline,
  partsOfDay,
} from '@jianmo/connectors/values'
