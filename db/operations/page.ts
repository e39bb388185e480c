/** A page of a list, counted from 0. */
export interface PageQuery {
	page: number;
	size: number;
}

export interface Page<Row> extends PageQuery {
	content: Row[];
	totalElements: number;
}
