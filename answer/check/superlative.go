package check

import "strings"

// superlative returns what word i is the highest degree of.
func (r *reading) superlative(i int) (string, bool) {
	w := r.words[i]
	if w.cap && !w.lead {
		return "", false
	}
	switch w.low {
	case "best", "worst", "furthest", "farthest", "utmost", "foremost":
		return w.low, true
	case "finest":
		return "best", true
	case "last", "final", "latest":
		return "last", true
	case "most", "least":
		if r.low(i-1) == "at" || w.lead && r.quantity(i) {
			return "", false
		}
		if n := r.low(i + 1); w.low == "least" && r.low(i-1) == "the" && n != "" && !isFunction(n) {
			return "least", true
		} else if n != "" && (!isFunction(n) || strings.HasSuffix(n, "ly")) && (!strings.HasSuffix(n, "s") || strings.HasSuffix(n, "ous")) {
			return w.low + " " + r.words[i+1].base, true
		}
	}
	adj, ok := strings.CutSuffix(w.low, "est")
	if !ok || len(adj) < 3 || notSuperlative(w.low) {
		return "", false
	}
	if strings.HasSuffix(adj, "i") {
		adj = adj[:len(adj)-1] + "y"
	}
	if n := len(adj); adj[n-1] == adj[n-2] && !strings.HasSuffix(adj, "ll") {
		adj = adj[:n-1]
	}
	return stem(adj), true
}

// quantity reports whether the "most" that begins a sentence at word i counts
// what follows it: "Most shooting locations are".
func (r *reading) quantity(i int) bool {
	return i+2 < len(r.words) && r.words[i+1].content && r.words[i+2].content && strings.HasSuffix(r.low(i+2), "s") && r.words[i+2].sep == "" && !strings.HasSuffix(r.low(i+1), "ly")
}

// notSuperlative lists the common words in -est that are no superlatives.
func notSuperlative(w string) bool {
	switch w {
	case "forest", "protest", "interest", "request", "contest", "honest", "modest", "harvest", "invest", "suggest",
		"arrest", "manifest", "priest", "digest", "earnest", "conquest", "bequest", "inquest", "midwest", "northwest",
		"southwest", "everest", "budapest", "bucharest", "infest", "ingest", "divest", "attest", "detest", "tempest",
		"behest", "breast", "chest", "quest", "guest", "crest", "wrest", "unrest", "forrest", "rainforest", "self-interest":
		return true
	}
	return false
}
