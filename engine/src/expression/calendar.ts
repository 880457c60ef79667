/** The calendar of the expression language is the one of the values; here it only gets its place in the order of the rooms. */
export {
  addDays,
  dayNumber,
  dayOfNumber,
  daysInMonth,
  fullMonthsBetween,
  isDay,
  isInRange,
  isoWeek,
  monthEndLater as periodDeadline,
  partsOfDay,
  sameDayLater as addMonths,
  toDay,
  weekday as isoWeekday,
} from '@jianmo/connectors/values'
