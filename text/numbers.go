package text

// numberWords are English number words and Roman numerals as digits, so that
// "two", "2" and "II" are one term. "one", "I", "V" and "X" stay words: they
// seldom count anything.
var numberWords = map[string]string{
	"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
	"ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
	"sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30",
	"forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
	"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12",
	"xiii": "13", "xiv": "14", "xv": "15", "xvi": "16",
	"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th",
	"seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th", "eleventh": "11th", "twelfth": "12th",
	"thirteenth": "13th", "fourteenth": "14th", "fifteenth": "15th", "sixteenth": "16th",
	"seventeenth": "17th", "eighteenth": "18th", "nineteenth": "19th", "twentieth": "20th",
}

// roman returns the value of a Roman numeral of two or more capitals from I,
// V, X and L, as in "Super Bowl LI", or 0. Numerals of hundreds are left to be
// words: "MC", "CD" and "DC" mostly mean something else.
func roman(w string) int {
	if len(w) < 2 || len(w) > 7 {
		return 0
	}
	total, last := 0, 0
	for i := len(w) - 1; i >= 0; i-- {
		v := map[byte]int{'I': 1, 'V': 5, 'X': 10, 'L': 50}[w[i]]
		switch {
		case v == 0:
			return 0
		case v < last:
			total -= v
		default:
			total, last = total+v, v
		}
	}
	return total
}
