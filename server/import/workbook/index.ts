/** From the bytes of a workbook (XLSX, XLSM) to the rows of one sheet, under bounds. */
export { WorkbookError } from './archive.ts';
export { readWorkbook } from './workbook.ts';
