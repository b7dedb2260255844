package check

import "sync"

// unitOf returns the measure or currency that a folded word names, empty for
// other words. Different units never stand for one another.
func unitOf(w string) string {
	switch w {
	case "percent", "%", "pct":
		return "%"
	case "$", "dollar", "dollars", "usd":
		return "$"
	case "€", "euro", "euros", "eur":
		return "€"
	case "£", "pound", "pounds", "gbp", "sterling":
		return "£"
	case "¥", "yen":
		return "¥"
	case "₽", "ruble", "rubles", "rouble", "roubles":
		return "₽"
	case "₹", "rupee", "rupees":
		return "₹"
	case "yuan", "renminbi":
		return "yuan"
	case "cent", "cents", "pence", "penny":
		return "cent"
	case "km", "kilometre", "kilometres", "kilometer", "kilometers":
		return "km"
	case "mi", "mile", "miles":
		return "mi"
	case "metre", "metres", "meter", "meters":
		return "m"
	case "cm", "centimetre", "centimetres", "centimeter", "centimeters":
		return "cm"
	case "mm", "millimetre", "millimetres", "millimeter", "millimeters":
		return "mm"
	case "ft", "foot", "feet":
		return "ft"
	case "inch", "inches":
		return "in"
	case "yard", "yards", "yd":
		return "yd"
	case "kg", "kilogram", "kilograms", "kilo", "kilos":
		return "kg"
	case "g", "gram", "grams":
		return "g"
	case "ton", "tons", "tonne", "tonnes":
		return "t"
	case "lb", "lbs":
		return "lb"
	case "ounce", "ounces", "oz":
		return "oz"
	case "litre", "litres", "liter", "liters":
		return "l"
	case "gallon", "gallons":
		return "gal"
	case "barrel", "barrels":
		return "bbl"
	case "acre", "acres":
		return "acre"
	case "hectare", "hectares", "ha":
		return "ha"
	case "second", "seconds":
		return "s"
	case "minute", "minutes":
		return "min"
	case "hour", "hours":
		return "h"
	case "day", "days":
		return "day"
	case "week", "weeks":
		return "week"
	case "month", "months":
		return "month"
	case "year", "years":
		return "yr"
	case "decade", "decades":
		return "decade"
	case "century", "centuries":
		return "century"
	case "celsius", "°c":
		return "°C"
	case "fahrenheit", "°f":
		return "°F"
	case "degree", "degrees":
		return "°"
	}
	return prefixedUnit(w)
}

// prefixedUnit reads the units that are written in full or with a letter for
// what they are multiplied by: "megawatts" and "MW".
func prefixedUnit(w string) string { return prefixedUnits()[w] }

var prefixedUnits = sync.OnceValue(func() map[string]string {
	out := map[string]string{"mph": "mph", "kph": "kph", "knots": "knots", "hz": "hz"}
	for _, u := range [...]struct{ long, short string }{{"watt", "w"}, {"byte", "b"}, {"hertz", "hz"}, {"volt", "v"}} {
		out[u.long], out[u.long+"s"] = u.short, u.short
		for _, p := range [...]struct{ long, short string }{{"kilo", "k"}, {"mega", "m"}, {"giga", "g"}, {"tera", "t"}} {
			unit := p.short + u.short
			out[p.long+u.long], out[p.long+u.long+"s"], out[unit] = unit, unit, unit
		}
	}
	return out
})
