// Package feed reads feeds and news sitemaps on a schedule, and the articles
// they list.
//
// What must survive a restart (when a feed is due, which entries were seen) is
// kept by others (Schedule, Queue), who lease each feed and each entry to one
// checker at a time. A checker that dies leaves leases that end by themselves,
// and an entry that was loaded but not noted is loaded again as what it is: an
// unchanged article. So every entry is loaded once, however many checkers share
// a database and however they end.
package feed
