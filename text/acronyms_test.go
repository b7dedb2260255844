package text

import (
	"slices"
	"testing"
)

func TestAcronyms(t *testing.T) {
	for _, tt := range []struct {
		s    string
		want []string
	}{
		{"Members of the North Atlantic Treaty Organization (NATO) met.", []string{"NATO=North Atlantic Treaty Organization"}},
		{"NATO (North Atlantic Treaty Organization) met.", []string{"NATO=North Atlantic Treaty Organization"}},
		{"The World Health Organization (W.H.O.) and the International Monetary Fund (“IMF”) agreed.", []string{"W.H.O.=World Health Organization", "IMF=International Monetary Fund"}},
		{"the Intermediate-Range Nuclear Forces (INF) treaty", []string{"INF=Intermediate-Range Nuclear Forces"}},
		{"the Department of Defense (DoD) and non-governmental organizations (NGOs)", []string{"DoD=Department of Defense", "NGOs=non-governmental organizations"}},
		{"HyperText Transfer Protocol (HTTP), deoxyribonucleic acid (DNA)", []string{"HTTP=HyperText Transfer Protocol", "DNA=deoxyribonucleic acid"}},
		{"The European Space Agency (ESA; founded in 1975) and the Union of European Football Associations (UEFA, based in Nyon)", []string{"ESA=European Space Agency", "UEFA=Union of European Football Associations"}},
		{"die Europäische Zentralbank (EZB)", []string{"EZB=Europäische Zentralbank"}},
		{"Österreichische Bundesbahnen (ÖB)", []string{"ÖB=Österreichische Bundesbahnen"}},
		{"the Ministry of the Interior (MOI)", []string{"MOI=Ministry of the Interior"}},
		// No definitions.
		{"The treaty (NATO) was signed.", nil},
		{"It cost a lot of money (USD 40) and the committee (CIA) left.", nil},
		{"North Korea (DPRK) and Germany (EU) and the president (US)", nil},
		{"The players (A. Ross, B. Lee) left. Bob and Carol (BBC) did too.", nil},
		{"She spoke to the North. Atlantic Treaty Organization (NATO) officials", nil},
		{"He was born in Salem (MA) and works at the Met (NY).", nil},
		{"the World Trade Organization (WHO)", nil},
		{"the bank (founded in 1901) and Some Big Bank (SBBC)", nil},
		{"(NATO) and ( ) and (", nil},
	} {
		var got []string
		for _, a := range Acronyms(tt.s) {
			got = append(got, a.Short.Of(tt.s)+"="+a.Long.Of(tt.s))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.s, got, tt.want)
		}
	}
}

func FuzzAcronyms(f *testing.F) {
	f.Add("North Atlantic Treaty Organization (NATO) (é“ÖB”)")
	f.Fuzz(func(t *testing.T, s string) {
		for _, a := range Acronyms(s) {
			if a.Short.Of(s) == "" || a.Long.Of(s) == "" {
				t.Errorf("%q: empty %v", s, a)
			}
		}
	})
}
