package search

// A feature is the number of a measurement of a candidate.
type feature int

// What is measured of each candidate by itself.
const (
	fSentence     feature = iota // BM25 of the sentence, as a share of the question's idf
	fContext                     // of it three times, its neighbours and the title
	fAround                      // of its paragraph and the title
	fWhole                       // of its article
	fBase                        // the first ordering's score
	fCovered                     // share of the question's idf in the sentence
	fCoveredNear                 // in it and its neighbours
	fCoveredPar                  // in its paragraph
	fCoveredAll                  // in its paragraph and the title
	fPairs                       // idf of neighbouring question words that stand close, in order
	fSequence                    // longest common subsequence with the question, as a share
	fClose                       // neighbouring question words, each pair by its distance
	fAkin                        // idf of words that only a word with the same beginning matches
	fOnlyHere                    // idf of words that nothing else of the paragraph has
	fTitled                      // BM25 of its article with the title five times
	fTitle                       // share of the question's idf in the title
	fTitleAsked                  // share of the title's words in the question, brackets left out
	fTitleRun                    // longest run of the question's words, stop words too, in the title, as a share of it
	fBigrams                     // neighbouring words of the question, stop words too, that the sentence has likewise
	fRun                         // longest run of the question's words, stop words too, in the sentence
	fVotes                       // sum of the base scores of the candidates of its paragraph
	fArticleVotes                // and of its article
	fLocal                       // share of the question's idf within the article, counted in sentences, that is here
	fLocalNear                   // and in the neighbours
	fDense                       // matched words to the shortest run of words that has them all
	fAnswerNear                  // of the words that may answer, the one in the best company: idf by distance
	fSoft
	fSoftNear
	fLike
	fNounLike
	fNounNear
	fSoftPar
	fLikeAll
	fLikePar
	fLikeTopic // cosine of what is asked with what its article's title and first sentence mean
	relative   // features before this one are also compared with the others'
)

const (
	fMissing      feature = relative + iota // largest idf of a word not in the sentence
	fMissingAll                             // not in the paragraph and title either
	fMissingNames                           // names and numbers of the question not in the sentence
	fMissingFar                             // not in the paragraph and title either
	fRarest                                 // largest idf of a word that is there
	fBefore                                 // share of the question's idf in the sentence before
	fAfter                                  // and after
	fWords                                  // content words of the sentence
	fNewNames                               // capitals that the question does not have
	fNewNumbers                             // numbers likewise
	fNewYears                               // years and months likewise
	fTyped                                  // whether an answer of the kind asked for may be there
	fKind                                   // the kind
	fPosition                               // of the sentence in its paragraph
	fParagraph                              // of the paragraph in the article, at most 20
	fSentences                              // of the paragraph
	fPronoun                                // whether it begins with a pronoun
	fFirstNoun                              // whether the word after "what" or "which" is there; -1: no such word
	fFound                                  // rank of the article's best passage in the index's list
	fSource                                 // share of the source's words in the question
	fTerms                                  // content words of the question
	fStrong                                 // how surely there is an answer of the kind asked for: 0, 1, 2
	fFresh                                  // capitals neither of the question nor of the title
	fCounted                                // whether what "how many" asks of follows a number
	fPure                                   // share of the sentence's content words that the question has
	fSoftMissing
	fMissingRare // how telling in English the most telling word is that is not in the paragraph and title, 0 to 1
	ownFeatures
)

// allFeatures counts the features by themselves and, of the relative ones, the
// difference to the question's best candidate, the rank among them, and the
// difference to the best of the same paragraph.
const allFeatures = int(ownFeatures) + 3*int(relative)

var ownNames = [ownFeatures]string{
	"sentence", "context", "around", "whole", "base", "covered", "covered near", "covered paragraph", "covered all",
	"pairs", "sequence", "close", "akin", "only here",
	"titled", "title", "title asked", "title run", "bigrams", "run", "votes", "article votes",
	"local", "local near", "dense", "answer near", "soft", "soft near", "like", "noun like", "noun near", "soft paragraph", "like all", "like paragraph", "like topic",
	"missing", "missing all", "missing names", "missing far", "rarest", "before", "after", "words",
	"new names", "new numbers", "new years", "typed", "kind", "position", "paragraph", "sentences", "pronoun", "first noun",
	"found", "source", "terms",
	"strong", "fresh", "counted", "pure", "soft missing", "missing rare",
}

// FeatureNames returns the names of Candidate.Features, in their order.
func FeatureNames() []string {
	names := append(make([]string, 0, allFeatures), ownNames[:]...)
	for _, group := range []string{"behind best: ", "rank: ", "behind paragraph: "} {
		for _, n := range ownNames[:relative] {
			names = append(names, group+n)
		}
	}
	return names
}
