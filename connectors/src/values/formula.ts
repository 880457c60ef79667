/** Signs with which a spreadsheet begins a formula (OWASP "CSV injection", ASVS 1.2.10), for a class of a pattern. */
export const formulaSigns = '=+\\-@\\t\\r＝＋－＠'
